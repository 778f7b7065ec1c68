import type { Skill } from '../schema/index.ts'

/** A skill with what the runner has to know about its file. */
export interface SkillDefinition extends Skill {
  /**
   * `slash`: the agent runs `/name input` itself. `inline`: its front-matter (`context: fork`, `user-invocable: false`)
   * keeps structured output from coming back that way, so `body` goes into the prompt instead.
   */
  invocation: 'slash' | 'inline'
  /** The text below the front-matter; only for `inline`. */
  body?: string
  /** The hooks of its front-matter, as they are written; the whole of it where they may stand elsewhere in it. */
  hooks?: string
  /** Why its file was not read, and what changes when the file does. */
  unread?: { reason: string; mark: string }
}

/** What a project can run: its own skills and commands before the user's. */
export interface SkillCatalog {
  list(projectPath: string): Promise<SkillDefinition[]>
  /** Throws `SKILL_NOT_FOUND` with the nearest names in the message and in `details.nearest`. */
  find(projectPath: string, name: string): Promise<SkillDefinition>
}
