import { Square, SquareCheck } from 'lucide-react'
import type { ComponentProps, ReactNode } from 'react'
import type { Components } from 'react-markdown'
import { safeUrl } from './markdown-safety.ts'
import { CodeBlock } from './code-block.tsx'
import { FOCUSABLE } from '../../lib/focusable.ts'

/** How each element of a text looks. Its headings are none of the page's, and what can be wide scrolls by itself. */
export const MARKDOWN_COMPONENTS: Components = {
  h1: Heading,
  h2: Heading,
  h3: Heading,
  h4: Heading,
  h5: Heading,
  h6: Heading,
  a: ({ href, children }) => <SafeLink href={href}>{children}</SafeLink>,
  img: ({ src, alt }) => (
    <SafeLink href={typeof src === 'string' ? src : undefined}>
      {alt === undefined || alt === '' ? 'picture' : `picture: ${alt}`}
    </SafeLink>
  ),
  input: ({ checked }) => <TaskMark done={checked === true} />,
  pre: ({ children }) => <CodeBlock text={textOf(children)} label="Code" />,
  code: ({ children }) => (
    <code className="rounded bg-sunken px-1 py-0.5 font-mono text-[0.85em]">{children}</code>
  ),
  ul: ({ children }) => <ul className="list-disc space-y-1 pl-5 marker:text-ink-faint">{children}</ul>,
  ol: ({ children, start }) => (
    <ol start={start} className="list-decimal space-y-1 pl-6 marker:text-ink-faint">
      {children}
    </ol>
  ),
  li: ({ children, className }) => (
    <li className={className === 'task-list-item' ? '-ml-5 list-none' : undefined}>{children}</li>
  ),
  blockquote: ({ children }) => (
    <blockquote className="space-y-2 border-l-2 border-line-strong pl-3 text-ink-soft">{children}</blockquote>
  ),
  hr: () => <hr className="border-line" />,
  table: ({ children }) => (
    <div className="overflow-x-auto" tabIndex={FOCUSABLE} role="region" aria-label="Table">
      <table className="border-collapse text-left [&_td]:border [&_td]:border-line [&_td]:px-2 [&_td]:py-1 [&_th]:border [&_th]:border-line [&_th]:bg-sunken [&_th]:px-2 [&_th]:py-1 [&_th]:font-medium">
        {children}
      </table>
    </div>
  ),
}

function Heading({ children }: ComponentProps<'h1'>) {
  return <p className="pt-1 font-semibold">{children}</p>
}

function SafeLink({ href, children }: { href: string | undefined; children: ReactNode }) {
  const address = href === undefined ? undefined : safeUrl(href)
  if (address === undefined) return <span>{children}</span>
  return (
    <a
      href={address}
      target="_blank"
      rel="noreferrer"
      title={address}
      className="text-accent underline underline-offset-2"
    >
      {children}
    </a>
  )
}

function TaskMark({ done }: { done: boolean }) {
  const Icon = done ? SquareCheck : Square
  return (
    <>
      <Icon aria-hidden className="mr-1.5 inline size-3.5 align-[-2px] text-ink-faint" />
      <span className="sr-only">{done ? 'done: ' : 'open: '}</span>
    </>
  )
}

/** A block holds one element with its text. */
function textOf(node: ReactNode): string {
  if (typeof node === 'string') return node
  if (Array.isArray(node)) return node.map((child: ReactNode) => textOf(child)).join('')
  if (typeof node !== 'object' || node === null || !('props' in node)) return ''
  const { children } = node.props as { children?: ReactNode }
  return textOf(children)
}
