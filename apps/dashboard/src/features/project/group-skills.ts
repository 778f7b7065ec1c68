import type { Skill } from '@specflow/workflow/schema'

export interface SkillGroup {
  title: string
  skills: Skill[]
}

const SOURCES: { source: Skill['source']; title: string }[] = [
  { source: 'project', title: 'From the project' },
  { source: 'user', title: 'From your user folder' },
]

/** By whose they are, and within that by their namespace; those without one come first. Groups keep the given order. */
export function groupSkills(skills: readonly Skill[]): SkillGroup[] {
  const known = SOURCES.map(({ source }): string => source)
  return [...SOURCES, { source: undefined, title: 'From elsewhere' }].flatMap(({ source, title }) => {
    const own = skills.filter((skill) => (known.includes(skill.source) ? skill.source : undefined) === source)
    const namespaces = [...new Set(own.map(namespaceOf))].toSorted((a, b) => (a < b ? -1 : 1))
    return namespaces.map((namespace) => ({
      title: namespace === '' ? title : `${title}: ${namespace}`,
      skills: own.filter((skill) => namespaceOf(skill) === namespace),
    }))
  })
}

/** Those that have every word somewhere in their name, description or hint. */
export function searchSkills(skills: readonly Skill[], text: string): Skill[] {
  const words = text.toLowerCase().split(/\s+/)
  return skills.filter(({ argumentHint = '', description, name }) => {
    const said = `${name} ${description} ${argumentHint}`.toLowerCase()
    return words.every((word) => said.includes(word))
  })
}

function namespaceOf({ name }: Skill): string {
  return name.includes(':') ? name.slice(0, name.lastIndexOf(':')) : ''
}
