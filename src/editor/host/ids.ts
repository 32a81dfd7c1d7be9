/**
 * Ids that the manifest, the surfaces and what they load on demand share. They stand apart, so that naming a command does not load
 * what it does.
 */

/** **Visualize Global Step**. */
export const visualizeCommand = 'globalStep.visualize';
/** **Plot Learning Rate Schedule**. */
export const plotCommand = 'globalStep.plotSchedule';
/** **Copy Learning Rate Schedule As…**. */
export const copyScheduleCommand = 'globalStep.copySchedule';
/** **Explain This Warning**. */
export const explainCommand = 'globalStep.explainWarning';
/** The same for what is selected in a terminal. */
export const explainTerminalCommand = 'globalStep.explainTerminalWarning';
/** **Check Workspace for Global Step Problems**. */
export const checkWorkspaceCommand = 'globalStep.checkWorkspace';
/** What a lens and the panel call to fix a training call; no command of the palette. */
export const fixCallCommand = 'globalStep.fixCall';
/** View type of the training panels; the manifest activates the extension when a window restores one. */
export const trainingViewType = 'globalStep.training';
