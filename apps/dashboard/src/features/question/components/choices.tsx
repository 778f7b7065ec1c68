'use client'

import { useId, type ReactNode } from 'react'
import { Checkbox, Radio } from '../../../components/ui/choice.tsx'
import { OwnWords } from './own-words.tsx'
import type { QuestionFieldProps } from './question-field-props.ts'

/** The options of a single choice, and the person's own words as one more. Stands in a radio group. */
export function RadioChoices({
  question,
  draft,
  onChange,
  ownWordsValue,
}: QuestionFieldProps & { ownWordsValue: string }) {
  return (
    <>
      {question.options.map(({ label, description }, index) => (
        <ChoiceCard key={index} label={label} description={description}>
          {(ids) => <Radio value={String(index)} {...ids} />}
        </ChoiceCard>
      ))}
      <ChoiceCard
        label="Other"
        description="In your own words"
        chosen={draft.ownWordsChosen}
        below={
          <OwnWords
            label={`Other answer to: ${question.question}`}
            draft={draft}
            onChange={chooseOwnWords(onChange, [])}
          />
        }
      >
        {(ids) => <Radio value={ownWordsValue} {...ids} />}
      </ChoiceCard>
    </>
  )
}

/** The same for a multiple choice, where the person's own words come on top of what is chosen. */
export function CheckboxChoices({ question, draft, onChange }: QuestionFieldProps) {
  function toggle(index: number, checked: boolean) {
    const others = draft.chosen.filter((chosen) => chosen !== index)
    onChange({ chosen: checked ? [...others, index] : others })
  }

  return (
    <>
      {question.options.map(({ label, description }, index) => (
        <ChoiceCard key={index} label={label} description={description}>
          {(ids) => (
            <Checkbox
              checked={draft.chosen.includes(index)}
              onCheckedChange={(checked) => {
                toggle(index, checked === true)
              }}
              {...ids}
            />
          )}
        </ChoiceCard>
      ))}
      <ChoiceCard
        label="Other"
        description="In your own words"
        chosen={draft.ownWordsChosen}
        below={
          <OwnWords
            label={`Other answer to: ${question.question}`}
            draft={draft}
            onChange={chooseOwnWords(onChange)}
          />
        }
      >
        {(ids) => (
          <Checkbox
            checked={draft.ownWordsChosen}
            onCheckedChange={(checked) => {
              onChange({ ownWordsChosen: checked === true })
            }}
            {...ids}
          />
        )}
      </ChoiceCard>
    </>
  )
}

/** Typing own words chooses them; where only one choice is possible it lets go of the other. */
function chooseOwnWords(
  onChange: QuestionFieldProps['onChange'],
  chosen?: number[],
): QuestionFieldProps['onChange'] {
  return (part) => {
    onChange({ ...part, ownWordsChosen: true, ...(chosen && { chosen }) })
  }
}

interface ControlIds {
  id: string
  'aria-labelledby': string
  'aria-describedby'?: string
}

interface ChoiceCardProps {
  label: string
  description: string | undefined
  /** Whether it is chosen, where something stands below. */
  chosen?: boolean
  below?: ReactNode
  children: (ids: ControlIds) => ReactNode
}

function ChoiceCard({ label, description, chosen, below, children }: ChoiceCardProps) {
  const id = useId()
  const labelId = `${id}label`
  const descriptionId = `${id}description`
  const described = description !== undefined && description !== ''
  return (
    <div className="rounded-md border border-line has-data-[state=checked]:border-accent has-data-[state=checked]:bg-accent-soft">
      <label htmlFor={id} className="flex cursor-pointer items-start gap-2.5 px-3 py-2.5 text-sm">
        {children({
          id,
          'aria-labelledby': labelId,
          ...(described && { 'aria-describedby': descriptionId }),
        })}
        <span className="min-w-0">
          <span id={labelId} className="block wrap-anywhere font-medium">
            {label}
          </span>
          {described && (
            <span id={descriptionId} className="block wrap-anywhere text-xs leading-5 text-ink-soft">
              {description}
            </span>
          )}
        </span>
      </label>
      {below !== undefined && (
        <div data-own-words-wanted={chosen ? '' : undefined} className="px-3 pb-3 pl-9.5">
          {below}
        </div>
      )}
    </div>
  )
}
