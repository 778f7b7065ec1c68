import type { WorkflowErrorCode } from '@specflow/workflow/schema'

interface Words {
  title: string
  /** What to do now; absent where the server's own message says it. */
  remedy?: string
}

/** Each refusal in plain words. The server's message, shown below the title, has the particulars. */
export const REFUSAL_WORDS: Record<WorkflowErrorCode, Words> = {
  INVALID_INPUT: { title: 'Something in the form does not fit' },
  MALFORMED_JSON: { title: 'The request was not understood', remedy: 'Reload the page and try again.' },
  PROJECT_PATH_INVALID: {
    title: 'This folder cannot be registered',
    remedy: 'It must be a folder that exists on the machine that runs SpecFlow and that SpecFlow may read.',
  },
  ANSWERS_INVALID: { title: 'The answers do not fit the questions' },
  UNAUTHORIZED: { title: 'Not signed in', remedy: 'Open the link that the server printed when it started.' },
  FORBIDDEN: {
    title: 'The server refused this page',
    remedy: 'Open the address that the server printed when it started.',
  },
  EXECUTION_NOT_FOUND: { title: 'There is no such execution' },
  PROJECT_NOT_FOUND: { title: 'This project is not registered', remedy: 'Register it on the overview.' },
  SKILL_NOT_FOUND: {
    title: 'The project has no such skill',
    remedy: 'Reload the page to see what it has now.',
  },
  OUTPUT_NOT_FOUND: { title: 'There is no such output' },
  ANSWER_LINK_NOT_FOUND: { title: 'The answer link cannot be used any more' },
  ROUTE_NOT_FOUND: {
    title: 'The server does not know this request',
    remedy: 'Reload the page: the server may be newer.',
  },
  METHOD_NOT_ALLOWED: {
    title: 'The server does not know this request',
    remedy: 'Reload the page: the server may be newer.',
  },
  NOT_WAITING: {
    title: 'The execution is not waiting for answers',
    remedy: 'Its present state is shown on this page.',
  },
  ALREADY_ANSWERED: {
    title: 'These questions were already answered',
    remedy: 'The first answers stand. They are listed under “Answers”; yours were not sent to the agent.',
  },
  STALE_QUESTIONS: {
    title: 'The agent asks something else by now',
    remedy:
      'Your answers belonged to an earlier round and were not used. Answer the questions that are shown now.',
  },
  ALREADY_ENDED: { title: 'The execution had already ended', remedy: 'There is nothing left to cancel.' },
  NOT_ENDED: { title: 'The execution has not ended yet' },
  NO_SESSION: { title: 'There is no session to go on with' },
  PROJECT_PATH_MISSING: {
    title: 'The project’s folder is gone',
    remedy: 'Put the folder back, or remove the project and register it where it is now.',
  },
  AGENT_NOT_FOUND: { title: 'There is no agent to run this' },
  AGENT_REFUSED: { title: 'The agent refuses to run here' },
  TRUST_REQUIRED: {
    title: 'Nobody has acknowledged what this folder brings',
    remedy: 'Read the list and tick the box below it, then try again.',
  },
  BODY_TOO_LARGE: {
    title: 'That is too much text',
    remedy: 'A request may have 1 MB. Put long input into a file of the project.',
  },
  UNSUPPORTED_MEDIA_TYPE: {
    title: 'The request was not understood',
    remedy: 'Reload the page and try again.',
  },
  RATE_LIMITED: { title: 'A limit is reached' },
  INTERNAL: { title: 'The server made a mistake', remedy: 'Its log says which. Trying again is safe.' },
  STOP_FAILED: {
    title: 'Not proven dead yet',
    remedy:
      'Some process of the run could not be shown to have ended, so it is not called cancelled. Cancel again to repeat the attempt.',
  },
  REGISTRY_UNREADABLE: { title: 'The list of projects cannot be read' },
  LIMITS_UNREADABLE: { title: 'What may be spent is not known' },
  HOST_UNREACHABLE: { title: 'The machine that runs this cannot be reached', remedy: 'Try again.' },
  STORAGE_FULL: {
    title: 'The disk is full',
    remedy: 'Free some space where SpecFlow keeps its state, then try again.',
  },
  STORAGE_UNWRITABLE: {
    title: 'SpecFlow cannot write its state',
    remedy: 'Check the rights of its state directory, then try again.',
  },
}

/** For a code that this page does not know yet. */
export const OTHER_REFUSAL: Words = {
  title: 'The server refused',
  remedy: 'Reload the page: the server may be newer.',
}

export const NO_ANSWER: Required<Words> = {
  title: 'The server did not answer',
  remedy:
    'Whether it took the request is not known. Trying again is safe: the same request is never carried out twice.',
}
