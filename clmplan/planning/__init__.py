"""Floor 3: the calendar, eligibility, holdouts, contact policy, capacity, money: from playbook to plan."""
