import { WorkflowError } from '../errors.ts'
import { createKeyedQueue } from '../keyed-queue.ts'
import type { AnswerByLinkInput, LinkedQuestions } from '../schema/index.ts'
import type { ServiceLog, WorkflowService } from '../service/port.ts'
import type { AnswerLink, AnswerLinkFile } from './link-file.ts'

export interface AnswerLinksOptions {
  file: AnswerLinkFile
  service: Pick<WorkflowService, 'get' | 'answer'>
  log: ServiceLog
}

/**
 * What somebody can do who has nothing but a link: see one question set, and answer it once. Both throw
 * `ANSWER_LINK_NOT_FOUND`, whatever is wrong with the code, and say nothing else of what is on this machine.
 */
export interface AnswerLinks {
  /** Spends nothing, so that whoever looks at a link beforehand takes it from nobody. */
  show(code: string): Promise<LinkedQuestions>
  /** Throws `ANSWERS_INVALID` for answers that do not fit, which spend nothing either. */
  answer(input: AnswerByLinkInput): Promise<void>
}

export function createAnswerLinks({ file, log, service }: AnswerLinksOptions): AnswerLinks {
  const queue = createKeyedQueue()

  const find = async (code: string) => {
    const link = file.find(code)
    if (!link) throw notFound()
    const { projectName, questionSet, skill } = await service
      .get(link.executionId)
      .catch((error: unknown) => {
        throw hideWords(error)
      })
    if (questionSet?.id !== link.questionSetId) throw notFound()
    return { link, shown: { projectName, skill, questions: questionSet.questions } }
  }

  const spend = async ({ code, ...given }: AnswerByLinkInput) => {
    const { link } = await find(code)
    const { executionId: id, questionSetId } = link
    try {
      await service.answer({ id, questionSetId, ...given, requestId: requestIdOf(link) })
    } catch (error) {
      log.error({ executionId: id, err: error }, 'an answer by a link was not taken')
      throw hideWords(error)
    }
    log.info({ executionId: id, questionSetId }, 'answered by a link')
    // What is answered is answered: a link that cannot be taken away finds no open question any more.
    await file.retain(id, undefined).catch((error: unknown) => {
      log.error({ executionId: id, err: error }, 'a spent answer link could not be removed')
    })
  }

  return {
    show: async (code) => (await find(code)).shown,
    // One after the other: of two that come at once the second finds the link spent, and is not taken for a repetition.
    answer: (input) => queue.run(input.code, () => spend(input)),
  }
}

/** In the record it says that a link was used; the code cannot be told from it. */
function requestIdOf({ hash }: AnswerLink): string {
  return `answer-link:${hash}`
}

function hideWords(error: unknown): unknown {
  if (!(error instanceof WorkflowError)) return error
  switch (error.code) {
    case 'ANSWERS_INVALID':
      return error
    case 'EXECUTION_NOT_FOUND':
    case 'NOT_WAITING':
    case 'ALREADY_ANSWERED':
    case 'STALE_QUESTIONS':
      return notFound()
    default:
      return new WorkflowError(
        error.code,
        'The answer cannot be taken just now, and the link is not spent. Try again later, or answer in SpecFlow.',
        { cause: error },
      )
  }
}

function notFound(): WorkflowError {
  return new WorkflowError(
    'ANSWER_LINK_NOT_FOUND',
    'This link cannot be used, or not any more: it answers once and for a limited time, and the question may have been answered elsewhere.',
  )
}
