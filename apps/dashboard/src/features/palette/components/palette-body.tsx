'use client'

import { useTheme } from 'next-themes'
import { useRouter } from 'next/navigation'
import { useEffect, useEffectEvent, useRef } from 'react'
import { Command, CommandEmpty, CommandInput, CommandList } from '../../../components/ui/command.tsx'
import { scoreCommand, wordsOf, type PaletteCommand } from '../command.ts'
import { commandGroups, skillCommands } from '../command-groups.ts'
import { usePaletteData, type SkillOfProject } from '../hooks/use-palette-data.ts'
import type { PaletteProps } from '../palette-props.ts'
import { CommandGroupView } from './command-view.tsx'

/** Beside everything else, so many skills are enough to see that one has to type on. */
const SKILLS_AMONG_ALL = 10
const SKILLS_ALONE = 100

interface PaletteBodyProps extends Omit<PaletteProps, 'onClose'> {
  onChoose: (command: PaletteCommand) => void
  onStart: (chosen: SkillOfProject) => void
  onRegister: () => void
  onStopAll: () => void
}

export function PaletteBody(props: PaletteBodyProps) {
  const { entered, onChoose, onPageChange, onReady, onSearchChange, page, search } = props
  const data = usePaletteData()
  const router = useRouter()
  const { setTheme } = useTheme()
  const fieldRef = useRef<HTMLInputElement>(null)
  const start = useEffectEvent(() => {
    onReady()
    if (entered) requestAnimationFrame(() => pressEnter(fieldRef.current))
  })
  useEffect(() => {
    start()
  }, [])

  const skills = skillCommands(data.skills, props.onStart)
  const fitting = skills.commands.filter((command) => scoreCommand(search, wordsOf(command)) > 0)
  const groups = commandGroups(data, {
    go: (path) => {
      router.push(path)
    },
    answerOldest: props.onAnswerOldest,
    chooseSkill: () => {
      onSearchChange('')
      onPageChange('start')
    },
    start: props.onStart,
    register: props.onRegister,
    stopAll: props.onStopAll,
    setTheme,
    showShortcuts: props.onShowShortcuts,
  })
  return (
    <Command
      // Another page begins at its first command.
      key={page}
      loop
      label="Commands"
      className="flex min-h-0 flex-col"
      filter={(_id, typed, words = []) => scoreCommand(typed, words)}
      onKeyDown={(event) => {
        if (event.key === 'Backspace' && search === '' && page === 'start') onPageChange('all')
      }}
    >
      <CommandInput
        ref={fieldRef}
        placeholder={
          page === 'start' ? 'Which skill of which project?' : 'A command, skill, project or execution'
        }
        value={search}
        onValueChange={onSearchChange}
      />
      <CommandList label={page === 'start' ? 'Skills' : 'Commands'}>
        <CommandEmpty>Nothing fits “{search}”.</CommandEmpty>
        {page === 'start' ? (
          <CommandGroupView
            group={{ ...skills, commands: fitting.slice(0, SKILLS_ALONE) }}
            onChoose={onChoose}
          />
        ) : (
          <>
            {groups.map((group) => (
              <CommandGroupView key={group.title} group={group} onChoose={onChoose} />
            ))}
            {search.trim() !== '' && (
              <CommandGroupView
                group={{ ...skills, commands: fitting.slice(0, SKILLS_AMONG_ALL) }}
                onChoose={onChoose}
              />
            )}
          </>
        )}
      </CommandList>
    </Command>
  )
}

/** What was pressed before the palette was there, when it has found what to choose. */
function pressEnter(field: HTMLInputElement | null): void {
  field?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true }))
}
