//! The rules of the portal: pure, with time and chance as arguments.
