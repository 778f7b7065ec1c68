import type { ExecutionStatus, Transcript } from '@specflow/workflow/schema'

export interface Absence {
  title: string
  detail: string
}

/** Why there is nothing to read, as far as it is known. */
export function describeAbsence(status: ExecutionStatus, { state, sessionId }: Transcript): Absence {
  if (status === 'queued' && sessionId === undefined) {
    return { title: 'Not begun yet', detail: 'The transcript begins with the run, which waits for its turn.' }
  }
  if (status === 'running') {
    return { title: 'Nothing said yet', detail: 'What the agent says and does appears here as it happens.' }
  }
  if (sessionId === undefined) {
    return {
      title: 'No transcript',
      detail: 'The agent ended before it told which conversation this was, so there is none to show.',
    }
  }
  return state === 'none'
    ? {
        title: 'The transcript is gone',
        detail: 'The agent keeps its conversations itself, and has no file of this one any more.',
      }
    : { title: 'An empty transcript', detail: 'The agent wrote nothing down that a person could read.' }
}
