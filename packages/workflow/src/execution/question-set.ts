import type { AgentOutput, QuestionSet } from '../schema/index.ts'

/** The agent's questions as a set that can be answered: the ids are ours, whatever the agent called them. */
export function createQuestionSet(output: AgentOutput, id: string): QuestionSet {
  const questions = (output.questions ?? []).map((asked, index) => ({
    id: `q${String(index + 1)}`,
    question: asked.question,
    ...(asked.header !== undefined && { header: asked.header }),
    options: (asked.options ?? []).map(({ label, ...option }) => {
      const description = 'description' in option ? option.description : undefined
      return { label, ...(description !== undefined && { description }) }
    }),
    multiSelect: asked.multiSelect ?? false,
  }))
  return { id, questions }
}
