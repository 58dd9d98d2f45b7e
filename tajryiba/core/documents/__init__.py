"""Making documents; knows no business."""
