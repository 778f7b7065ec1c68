'use client'

import { Checkbox, Radio } from '../../../components/ui/choice.tsx'
import { ChoiceCard } from './choice-card.tsx'
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
        <ChoiceCard key={index} number={index + 1} label={label} description={description}>
          {(ids) => <Radio value={String(index)} {...ids} />}
        </ChoiceCard>
      ))}
      <ChoiceCard
        number={question.options.length + 1}
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
        <ChoiceCard key={index} number={index + 1} label={label} description={description}>
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
        number={question.options.length + 1}
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
