import { CommandGroup, CommandItem } from '../../../components/ui/command.tsx'
import { Keys } from '../../shortcuts/components/keys.tsx'
import { wordsOf, type CommandGroup as Group, type PaletteCommand } from '../command.ts'

interface CommandViewProps {
  group: Group
  onChoose: (command: PaletteCommand) => void
}

/** Renders nothing where there is nothing to do. */
export function CommandGroupView({ group: { title, commands }, onChoose }: CommandViewProps) {
  if (commands.length === 0) return null
  return (
    <CommandGroup heading={title}>
      {commands.map((command) => (
        <CommandView key={command.id} command={command} onChoose={onChoose} />
      ))}
    </CommandGroup>
  )
}

function CommandView({
  command,
  onChoose,
}: {
  command: PaletteCommand
  onChoose: CommandViewProps['onChoose']
}) {
  const { detail, icon: Icon, id, keys, title } = command
  return (
    <CommandItem
      value={id}
      keywords={wordsOf(command)}
      onSelect={() => {
        onChoose(command)
      }}
    >
      <Icon aria-hidden />
      <span className="max-w-[70%] shrink-0 truncate">{title}</span>
      {detail !== undefined && <span className="min-w-0 truncate text-xs text-ink-faint">{detail}</span>}
      {keys && (
        <span aria-hidden className="ml-auto pl-2 max-sm:hidden">
          <Keys keys={keys} />
        </span>
      )}
    </CommandItem>
  )
}
