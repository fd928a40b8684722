// Nothing of this plugin is to be called but its entry, which is looked up by name.
