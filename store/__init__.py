"""The Store: what its handlers call. Rules, tables, settings; nothing here knows of paths or statuses."""
