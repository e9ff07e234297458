"""The parts of the HTML report: escaped elements, a submission, the class, the curve of the losses."""
