"""What practices tell the experts app: whose work they are, and who can explain them."""
