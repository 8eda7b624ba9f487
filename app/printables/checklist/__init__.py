"""The handover checklist on one sheet, to lie beside the telephone."""
