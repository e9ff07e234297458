"""One file for each format; each is offered through the hook ``gradecheck_reporters`` like a stranger's."""
