import Link from 'next/link'
import { Button } from '../components/ui/button.tsx'

export default function NotFound() {
  return (
    <div className="py-16 text-center">
      <h1 className="text-xl font-semibold tracking-tight">There is nothing here</h1>
      <p className="mx-auto mt-2 max-w-md text-sm text-ink-soft">
        The address names no page, project or execution that SpecFlow knows. A project may have been removed;
        its executions are still listed on the projects page.
      </p>
      <Button asChild className="mt-5">
        <Link href="/">Go to the projects</Link>
      </Button>
    </div>
  )
}
