UPDATE revision SET number = max(number, ?) + 1
