import { Component, type ReactNode } from 'react'
import ReactMarkdown from 'react-markdown'
import rehypeSanitize from 'rehype-sanitize'
import remarkGfm from 'remark-gfm'
import { classNames } from '../../lib/class-names.ts'
import { visibleText } from '../../lib/visible-text.ts'
import { AgentText } from './agent-text.tsx'
import { HTML_AS_TEXT, isPlainEnough, MARKDOWN_SCHEMA, safeUrl } from './markdown-safety.ts'
import { MARKDOWN_COMPONENTS } from './markdown-elements.tsx'

/**
 * Words of the agent's, with the shape that they ask for and nothing else of what they ask: no HTML, no pictures, no
 * script, links only to the web and to mail. What cannot be shaped within reason is shown as plain text.
 */
export function Markdown({ text, className }: { text: string; className?: string }) {
  const shown = visibleText(text)
  const plain = <AgentText text={shown} {...(className !== undefined && { className })} />
  if (!isPlainEnough(shown)) return plain
  return (
    <PlainOnFailure key={shown} plain={plain}>
      <div className={classNames('space-y-2.5 wrap-anywhere leading-relaxed', className)}>
        <ReactMarkdown
          remarkPlugins={[remarkGfm]}
          remarkRehypeOptions={HTML_AS_TEXT}
          rehypePlugins={[[rehypeSanitize, MARKDOWN_SCHEMA]]}
          urlTransform={safeUrl}
          components={MARKDOWN_COMPONENTS}
        >
          {shown}
        </ReactMarkdown>
      </div>
    </PlainOnFailure>
  )
}

/** A text that the parser gives up on, such as one nested too deep, must not take the page with it. */
class PlainOnFailure extends Component<{ plain: ReactNode; children: ReactNode }, { failed: boolean }> {
  override state = { failed: false }

  static getDerivedStateFromError() {
    return { failed: true }
  }

  override render() {
    return this.state.failed ? this.props.plain : this.props.children
  }
}
