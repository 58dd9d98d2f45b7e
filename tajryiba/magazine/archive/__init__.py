"""The archive: old issues brought in from a folder, and the page that lists everything the magazine has carried."""
