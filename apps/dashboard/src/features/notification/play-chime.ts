const NOTES_HZ = [660, 880]
const NOTE_S = 0.14
const LOUDNESS = 0.12

/** Two short notes. Nothing in a page that nobody has used yet: there the browser would keep them for the first click. */
export function playChime(): void {
  if (!('AudioContext' in window) || !navigator.userActivation.hasBeenActive) return
  const context = new AudioContext()
  const gain = context.createGain()
  gain.connect(context.destination)
  const end = context.currentTime + NOTES_HZ.length * NOTE_S
  // Fades out, as a tone that is cut off clicks.
  gain.gain.setValueAtTime(LOUDNESS, context.currentTime)
  gain.gain.exponentialRampToValueAtTime(0.001, end)
  NOTES_HZ.forEach((frequency, index) => {
    const note = context.createOscillator()
    note.frequency.value = frequency
    note.connect(gain)
    note.start(context.currentTime + index * NOTE_S)
    note.stop(context.currentTime + (index + 1) * NOTE_S)
    if (index === NOTES_HZ.length - 1) note.addEventListener('ended', () => void context.close())
  })
}
