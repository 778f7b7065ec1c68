/** The skills of the sample project. */
export const DEMO_SKILLS = ['demo-complete', 'demo-ask', 'demo-long'] as const

export type DemoSkill = (typeof DEMO_SKILLS)[number]

export function isDemoSkill(name: string): name is DemoSkill {
  return (DEMO_SKILLS as readonly string[]).includes(name)
}
