"""The parts of a Word document that are the same in every report but for a colour and a language."""
