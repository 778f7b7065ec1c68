import Link from 'next/link'
import { buttonStyle } from '../components/ui/button.tsx'
import { classNames } from '../lib/class-names.ts'

export default function NotFound() {
  return (
    <div className="py-16 text-center">
      <h1 className="text-xl font-semibold tracking-tight">There is nothing here</h1>
      <p className="mx-auto mt-2 max-w-md text-sm text-ink-soft">
        The address names no page, project or execution that SpecFlow knows. A project may have been removed;
        its executions are still in the history.
      </p>
      <Link href="/" className={classNames(buttonStyle(), 'mt-5')}>
        Go to the overview
      </Link>
    </div>
  )
}
