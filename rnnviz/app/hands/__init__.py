"""What is at hand: actions with their keys, menus, the palette, the presets."""
