"""Parts of declarations: the contact policy, the steps of a wave, claims."""
