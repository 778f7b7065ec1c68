import {
  FileClock,
  FolderOpen,
  FolderPlus,
  Keyboard,
  MessageCircleQuestion,
  Monitor,
  Moon,
  OctagonX,
  Play,
  SquareArrowOutUpRight,
  Sun,
} from 'lucide-react'
import type { ExecutionSummary } from '@specflow/workflow/schema'
import { PAGES } from '../shortcuts/pages.ts'
import { statusLook } from '../workflow/status-words.ts'
import type { CommandGroup, PaletteCommand } from './command.ts'
import { executionCommands } from './execution-commands.ts'
import type { PaletteData, SkillOfProject } from './hooks/use-palette-data.ts'

export interface PaletteDoings {
  go: (path: string) => void
  answerOldest: () => void
  chooseSkill: () => void
  start: (chosen: SkillOfProject) => void
  register: () => void
  stopAll: () => void
  setTheme: (theme: string) => void
  showShortcuts: () => void
}

/** Everything that can be done from anywhere, what needs the person first. */
export function commandGroups(data: PaletteData, doings: PaletteDoings): CommandGroup[] {
  const { execution, projects, recent } = data
  return [
    { title: 'Needs you', commands: answerCommands(data, doings) },
    { title: 'This execution', commands: execution ? executionCommands(execution) : [] },
    { title: 'Go to', commands: pageCommands(doings) },
    {
      title: 'Do',
      commands: [
        {
          id: 'start',
          title: 'Start a skill…',
          icon: Play,
          keys: ['n'],
          run: doings.chooseSkill,
          staysOpen: true,
        },
        {
          id: 'register',
          title: 'Register a project…',
          icon: FolderPlus,
          keywords: ['add', 'folder'],
          run: doings.register,
        },
        {
          id: 'stop-all',
          title: 'Stop everything now…',
          icon: OctagonX,
          keywords: ['cancel', 'all', 'kill'],
          run: doings.stopAll,
        },
        {
          id: 'shortcuts',
          title: 'Keyboard shortcuts',
          icon: Keyboard,
          keys: ['?'],
          run: doings.showShortcuts,
        },
        ...THEMES.map(({ name, icon }) => ({
          id: `theme-${name}`,
          title: `Theme: ${name}`,
          icon,
          keywords: ['colour', 'appearance', 'mode'],
          run: () => {
            doings.setTheme(name)
          },
        })),
      ],
    },
    {
      title: 'Projects',
      commands: projects.map(({ id, name, path }) => ({
        id: `project-${id}`,
        title: name,
        detail: path,
        icon: FolderOpen,
        run: () => {
          doings.go(`/projects/${encodeURIComponent(id)}`)
        },
      })),
    },
    { title: 'Recent executions', commands: recent.map((summary) => recentCommand(summary, doings)) },
  ]
}

/** The skills of every project, those of the project at hand first. */
export function skillCommands(
  skills: readonly SkillOfProject[],
  start: PaletteDoings['start'],
): CommandGroup {
  return {
    title: 'Start a skill',
    commands: skills.map((chosen) => ({
      id: `skill-${chosen.project.id}-${chosen.skill.name}`,
      title: chosen.skill.name,
      detail: chosen.project.name,
      icon: Play,
      keywords: ['start', chosen.skill.description],
      run: () => {
        start(chosen)
      },
    })),
  }
}

const THEMES = [
  { name: 'light', icon: Sun },
  { name: 'dark', icon: Moon },
  { name: 'system', icon: Monitor },
]

function answerCommands(
  { waiting: [oldest] }: PaletteData,
  { answerOldest }: PaletteDoings,
): PaletteCommand[] {
  if (!oldest) return []
  return [
    {
      id: 'answer',
      title: 'Answer the oldest open question',
      detail: oldest.questionPreview ?? oldest.skill,
      icon: MessageCircleQuestion,
      keys: ['a'],
      run: answerOldest,
    },
  ]
}

function pageCommands({ go }: PaletteDoings): PaletteCommand[] {
  return PAGES.map(({ name, path, key }) => ({
    id: `page-${path}`,
    title: name,
    icon: SquareArrowOutUpRight,
    keywords: ['go to', 'open'],
    keys: ['g', key],
    run: () => {
      go(path)
    },
  }))
}

function recentCommand(summary: ExecutionSummary, { go }: PaletteDoings): PaletteCommand {
  const { id, inputPreview, projectName, skill, status } = summary
  const { label } = statusLook(status)
  return {
    id: `execution-${id}`,
    title: skill,
    detail: [label, projectName, inputPreview].filter((part) => part !== undefined).join(' · '),
    icon: FileClock,
    keywords: [id],
    run: () => {
      go(`/executions/${id}`)
    },
  }
}
