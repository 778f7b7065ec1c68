/**
 * What the agent is asked to answer with. The descriptions are the only place where it is told the protocol, because
 * the prompt belongs to the skill.
 *
 * Kept by hand and kept small: the agent refuses a `$schema` of another draft and every keyword that it does not
 * know, does not check `format`, and gives up after five answers that do not fit. So as little as possible is required,
 * and nothing is forbidden. `agentOutputSchema` reads everything that this allows.
 */
export const AGENT_OUTPUT_JSON_SCHEMA = {
  type: 'object',
  description:
    'How this run ends. A program reads it and nobody reads prose, so give it exactly once, as the last thing you do. ' +
    'Nobody watches while you work: never ask in prose and never wait for a reply. ' +
    'Do not schedule wake-ups, monitors or other work for later: what has not finished when you answer is stopped.',
  required: ['status'],
  properties: {
    status: {
      type: 'string',
      enum: ['completed', 'needs_input', 'error'],
      description:
        '"completed": everything that was asked for is done; only then. ' +
        '"needs_input": you need a decision or a fact from a person; fill `questions`, and you will be resumed here with the answers. ' +
        '"error": you cannot go on and no answer would help; say why in `message`.',
    },
    phase: { type: 'string', description: 'Where in the work you are, in a few words.' },
    message: {
      type: 'string',
      description: 'What was done, or why it cannot be done, for a person who saw nothing of the run.',
    },
    questions: {
      type: 'array',
      description:
        'Required with "needs_input". Ask everything that you need at once; each question must be understood without the conversation.',
      items: {
        type: 'object',
        required: ['question'],
        properties: {
          question: { type: 'string', description: 'The whole question.' },
          header: { type: 'string', description: 'Its subject in one to three words.' },
          options: {
            type: 'array',
            description:
              'The choices. Leave it out for an answer in free text, which is always possible as well.',
            items: {
              anyOf: [
                {
                  type: 'object',
                  required: ['label'],
                  properties: {
                    label: {
                      type: 'string',
                      description: 'The choice in a few words, unique within the question.',
                    },
                    description: { type: 'string', description: 'What choosing it means.' },
                  },
                },
                { type: 'string', description: 'A choice that needs no description.' },
              ],
            },
          },
          multiSelect: { type: 'boolean', description: 'Whether several options may be chosen.' },
        },
      },
    },
    artifacts: {
      type: 'array',
      description: 'The files that this run made or changed and that a person may want to see.',
      items: {
        type: 'object',
        required: ['path'],
        properties: {
          path: { type: 'string', description: 'Relative to the project folder.' },
          action: { type: 'string', description: 'created, modified or deleted.' },
        },
      },
    },
  },
} as const

/** The schema as it stands on the command line. */
export const AGENT_OUTPUT_JSON_SCHEMA_TEXT = JSON.stringify(AGENT_OUTPUT_JSON_SCHEMA)
