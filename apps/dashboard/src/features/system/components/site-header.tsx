import { Settings } from 'lucide-react'
import Link from 'next/link'
import { buttonStyle } from '../../../components/ui/button.tsx'
import { Keyboard } from '../../shortcuts/components/keyboard.tsx'
import { AgentLabel } from './agent-label.tsx'
import { MainNavigation } from './main-navigation.tsx'
import { ThemeToggle } from './theme-toggle.tsx'

export function SiteHeader() {
  return (
    <header className="border-b border-line bg-surface">
      <div className="mx-auto flex h-14 max-w-6xl items-center gap-2 px-4 sm:gap-4">
        <Link href="/" className="flex items-center gap-2 text-sm font-semibold tracking-tight">
          <Mark />
          <span className="max-sm:sr-only">SpecFlow</span>
        </Link>
        <MainNavigation />
        <div className="ml-auto flex min-w-0 items-center gap-2">
          <AgentLabel />
          <Keyboard />
          <ThemeToggle />
          <Link
            href="/settings"
            aria-label="Settings"
            title="Settings"
            className={buttonStyle({ look: 'quiet', size: 'icon' })}
          >
            <Settings aria-hidden />
          </Link>
        </div>
      </div>
    </header>
  )
}

function Mark() {
  return (
    <svg aria-hidden viewBox="0 0 32 32" className="size-6">
      <rect width="32" height="32" rx="8" className="fill-accent" />
      <g className="stroke-accent-ink" fill="none" strokeWidth="2.5" strokeLinecap="round">
        <path d="M9 8h8a4 4 0 0 1 0 8h-2a4 4 0 0 0 0 8h3.5" />
      </g>
      <circle cx="9" cy="8" r="2.75" className="fill-accent-ink" />
      <circle cx="21" cy="24" r="2.75" className="fill-accent-ink" />
    </svg>
  )
}
