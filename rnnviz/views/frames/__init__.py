"""What every track and every dock has around its drawing."""
