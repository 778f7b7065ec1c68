import { DEMO_NOTICE, type Answer } from '../result/answer.ts'
import { answerAsk } from './ask.ts'
import { answerComplete } from './complete.ts'
import type { DemoRun } from './demo-run.ts'
import { answerLong } from './long.ts'
import { isDemoSkill } from './skills.ts'

/** What the demo agent answers when no mode is set: its own skills do what they say, any other is not run. */
export async function demoAnswer(run: DemoRun): Promise<Answer> {
  const name = run.state.command?.name
  if (name === undefined) return notRun('there was no slash command at the beginning of the prompt')
  if (!isDemoSkill(name)) return notRun(`the skill "${name}" was not run`)
  switch (name) {
    case 'demo-complete':
      return { kind: 'structured', output: await answerComplete(run) }
    case 'demo-ask':
      return { kind: 'structured', output: await answerAsk(run) }
    case 'demo-long':
      return { kind: 'structured', output: await answerLong(run) }
  }
}

function notRun(what: string): Answer {
  const message = `${DEMO_NOTICE} ${what}, and nothing was changed. Install the real agent to run it.`
  return { kind: 'structured', output: { status: 'completed', message } }
}
