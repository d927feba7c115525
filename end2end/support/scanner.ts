import type { Locator } from "@playwright/test";
import jsQR from "jsqr";

/** What a scanner reads from a part of the page as it stands on the screen; nothing where it reads nothing. */
export async function scanned(part: Locator): Promise<string | undefined> {
  const picture = (await part.screenshot()).toString("base64");
  const { data, width, height } = await part.page().evaluate(pixels, picture);
  return jsQR(Uint8ClampedArray.from(data), width, height, { inversionAttempts: "dontInvert" })?.data;
}

/** The pixels of a picture in PNG, four numbers each. */
async function pixels(base64: string): Promise<{ data: number[]; width: number; height: number }> {
  const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
  const picture = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
  const canvas = new OffscreenCanvas(picture.width, picture.height);
  const brush = canvas.getContext("2d");
  if (!brush) throw new Error("There is nothing to draw on.");
  brush.drawImage(picture, 0, 0);
  const { data, width, height } = brush.getImageData(0, 0, picture.width, picture.height);
  return { data: [...data], width, height };
}
