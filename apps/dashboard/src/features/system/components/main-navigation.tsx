'use client'

import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { classNames } from '../../../lib/class-names.ts'
import { HEALTH_PATH } from '../health-path.ts'

const PAGES = [
  { path: '/', name: 'Overview' },
  { path: '/history', name: 'History' },
  { path: HEALTH_PATH, name: 'Health' },
] as const

/** The pages that are not about one thing. On a page of a project or of an execution, none of them is the current one. */
export function MainNavigation() {
  const current = usePathname()
  return (
    <nav aria-label="Main" className="flex">
      {PAGES.map(({ name, path }) => (
        <Link
          key={path}
          href={path}
          {...(path === current && { 'aria-current': 'page' })}
          className={classNames(
            'rounded-md px-2 py-1.5 text-sm hover:bg-sunken hover:text-ink',
            path === current ? 'font-medium text-ink' : 'text-ink-soft',
          )}
        >
          {name}
        </Link>
      ))}
    </nav>
  )
}
