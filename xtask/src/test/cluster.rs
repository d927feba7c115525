//! A PostgreSQL that lives as long as one run of the tests.

use std::io::{BufRead, BufReader};
use std::net::{Ipv4Addr, TcpListener};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Child, Command, Stdio};

use anyhow::{Context, Result, bail};

use crate::packages;

/// The keeper: makes the cluster, runs it until its own input ends, and removes it.
const KEEPER: &str = include_str!("cluster.sh");

/// A running throw-away cluster; dropping it stops the server and removes its files. The same happens if
/// this process is killed, because the keeper's input ends with it.
pub struct Cluster {
    keeper: Child,
    url: String,
}

impl Cluster {
    /// Makes and starts a cluster with the programs in `tools`; returns once it takes connections.
    pub fn start(tools: &Path) -> Result<Self> {
        Self::start_on(tools, free_port()?)
    }

    fn start_on(tools: &Path, port: u16) -> Result<Self> {
        let mut keeper = Command::new("sh");
        keeper.args(["-c", KEEPER, "cluster"]).arg(tools).arg(port.to_string());
        // Its own group, so that Ctrl-C reaches it only as the end of its input.
        keeper.current_dir("/").stdin(Stdio::piped()).stdout(Stdio::piped()).process_group(0);
        if packages::is_root() {
            become_ordinary(&mut keeper)?;
        }
        let child = keeper.spawn().context("`sh` could not be started")?;
        let url = format!("postgres://postgres@127.0.0.1:{port}/postgres");
        let mut cluster = Self { keeper: child, url };
        let output = cluster.keeper.stdout.take().context("the keeper has no output")?;
        let mut line = String::new();
        BufReader::new(output).read_line(&mut line).context("the keeper cannot be read")?;
        match line.trim() {
            "ready" => Ok(cluster),
            _ => bail!("PostgreSQL did not start; what it said stands above"),
        }
    }

    /// Where to connect, as a superuser, without a password.
    pub fn url(&self) -> &str {
        &self.url
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        drop(self.keeper.stdin.take());
        if let Err(why) = self.keeper.wait() {
            eprintln!("warning: PostgreSQL's keeper could not be waited for: {why}");
        }
    }
}

/// PostgreSQL refuses to run as root.
fn become_ordinary(keeper: &mut Command) -> Result<()> {
    let (user, group) =
        ["postgres", "nobody"].iter().find_map(|name| packages::account(name)).context(
            "PostgreSQL refuses to run as root, and there is no user `postgres` or `nobody`",
        )?;
    // Root's own temporary folder may be closed to that user.
    keeper.uid(user).gid(group).env_remove("TMPDIR");
    Ok(())
}

fn free_port() -> Result<u16> {
    let probe =
        TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).context("127.0.0.1 has no free port")?;
    Ok(probe.local_addr().context("a free port has no number")?.port())
}

#[cfg(test)]
mod tests {
    use std::net::TcpStream;

    use super::*;

    #[test]
    fn a_server_that_cannot_start_is_an_error() {
        let Err(why) = Cluster::start_on(Path::new("/no/such/folder"), 1) else {
            panic!("a cluster started without programs")
        };
        assert!(why.to_string().contains("did not start"), "{why}");
    }

    #[test]
    fn a_free_port_is_free() {
        let port = free_port().unwrap();
        assert!(TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_err());
    }
}
