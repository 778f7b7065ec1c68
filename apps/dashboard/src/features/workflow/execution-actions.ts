/** What opens a dialog of its own on the page of an execution. */
export type ExecutionAction = 'cancel' | 'follow-up' | 'retry' | 'start-again'

/** Has a form; a cancel has a confirmation of its own. */
export type FormAction = Exclude<ExecutionAction, 'cancel'>
