import type { Narration } from '../session/narration.ts'

/** Writes the todo list down, with so many of its steps done and the next one at work. */
export function plan(narration: Narration, steps: readonly string[], done: number): void {
  const todos = steps.map((content, index) => ({
    content,
    activeForm: content,
    status: index < done ? 'completed' : index === done ? 'in_progress' : 'pending',
  }))
  narration.use('TodoWrite', { todos })('Todos have been modified successfully.')
}
