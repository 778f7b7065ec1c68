import { failpoint } from '@specflow/failpoints'
import { WorkflowError } from '../errors.ts'
import { readAnswers } from '../execution/read-answers.ts'
import type { AnswerEntry, AnswerInput, QuestionSet, WorkflowExecution } from '../schema/index.ts'
import type { ServiceContext } from './context.ts'
import { admitRun } from './limits.ts'
import { findFolderProblem } from './project-folder.ts'
import { entranceTo, queueEntryOf } from './queue-entry.ts'
import { requireTrust, type Trusted } from './trust.ts'

/** Stores the answers of the current set, exactly once, and only then lets the session go on. */
export async function answerExecution(
  context: ServiceContext,
  input: AnswerInput,
): Promise<WorkflowExecution> {
  return context.locks.run(input.id, async () => {
    const execution = await context.records.require(input.id)
    if (isRepeat(execution, input)) return execution
    const questionSet = requireCurrentSet(execution, input)
    const trust = await requireResumable(context, execution, input)
    const take = async () => {
      const entry = readEntry(context, questionSet, input)
      await trust.keep()
      return context.records.apply(execution.id, { type: 'answered', at: entry.answeredAt, entry })
    }
    const answered = await admitRun(context, execution.projectId, () =>
      context.locks.run(entranceTo(execution.projectPath), take),
    )
    await failpoint('answer-persisted')
    await context.queue.enter(queueEntryOf(answered))
    context.dispatch()
    return answered
  })
}

/** It would otherwise fail after the answer is spent; this way the question stays open. */
async function requireResumable(
  context: ServiceContext,
  execution: WorkflowExecution,
  { acknowledge }: AnswerInput,
): Promise<Trusted> {
  const folder = { name: execution.projectName, path: execution.projectPath }
  const folderProblem = await findFolderProblem(folder)
  if (folderProblem) throw folderProblem
  await context.agents.forKind(execution.agent).ensureReady()
  return requireTrust(context, folder, acknowledge)
}

function isRepeat({ answers }: WorkflowExecution, { requestId }: AnswerInput): boolean {
  return requestId !== undefined && answers.some((entry) => entry.requestId === requestId)
}

function requireCurrentSet(execution: WorkflowExecution, { questionSetId }: AnswerInput): QuestionSet {
  const { answers, id, questionSet, status } = execution
  const earlier =
    questionSetId === undefined
      ? answers.at(-1)
      : answers.find((entry) => entry.questionSetId === questionSetId)
  if (questionSet && (questionSetId === undefined || questionSetId === questionSet.id)) return questionSet
  if (earlier) throw alreadyAnswered(execution, earlier)
  if (questionSet) {
    const message = `The questions have changed: ${String(questionSetId)} is not the current set of the execution ${id}. Read its status and answer the set ${questionSet.id}.`
    throw new WorkflowError('STALE_QUESTIONS', message, { details: { questionSetId: questionSet.id } })
  }
  throw new WorkflowError('NOT_WAITING', `The execution ${id} is ${status}; it has no open question.`, {
    details: { status },
  })
}

function alreadyAnswered({ id, status }: WorkflowExecution, entry: AnswerEntry): WorkflowError {
  const message = `These questions of the execution ${id} were answered at ${entry.answeredAt}; an answer is taken once.`
  return new WorkflowError('ALREADY_ANSWERED', message, { details: { status, answer: entry } })
}

function readEntry(context: ServiceContext, questionSet: QuestionSet, input: AnswerInput): AnswerEntry {
  const read = readAnswers(questionSet.questions, input.answers)
  if (!read.ok) {
    const said = read.issues.map(({ path, message }) => `${path.join('.')} ${message}`).join('; ')
    throw new WorkflowError('ANSWERS_INVALID', `The answers do not fit the questions: ${said}.`, {
      details: { questionSetId: questionSet.id, issues: read.issues },
    })
  }
  return {
    questionSetId: questionSet.id,
    questions: questionSet.questions,
    answers: read.answers,
    ...(input.message !== undefined && { message: input.message }),
    ...(input.requestId !== undefined && { requestId: input.requestId }),
    answeredAt: context.timestamp(),
  }
}
