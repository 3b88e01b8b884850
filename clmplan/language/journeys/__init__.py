"""What is wrong with the steps of a wave before anybody takes them."""
