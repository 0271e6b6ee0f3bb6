import type { Settings } from '../../plumbing/config.ts'
import { StartRefused } from '../../plumbing/start-refused.ts'

/** What was typed after a command, sorted. */
export interface Words {
  /** Words that are no options. */
  plain: string[]
  options: Record<string, string>
  /** Options that may be given several times. */
  lists: Record<string, string[]>
  flags: Set<string>
}

export interface Command {
  name: string
  usage: string
  says: string
  /** Name with the shape of its value, and what it means. */
  options: Record<string, string>
  /** With which code it ends when it failed, where whoever calls it knows another than ours. */
  failsAs?: number
  /** Answers false when the answer is no, or something was refused. */
  run(settings: Settings, words: Words): Promise<boolean>
}

/** Sorts the words of a command line; refuses options that the command does not have. */
export function parseWords(command: Command, words: readonly string[]): Words {
  const parsed: Words = { plain: [], options: {}, lists: {}, flags: new Set() }
  const known = new Map(Object.keys(command.options).map((option) => {
    const [name, shape] = option.split(/ (.*)/)
    return [name!, shape ?? '']
  }))
  for (let index = 0; index < words.length; index++) {
    const word = words[index]!
    if (!word.startsWith('--')) {
      parsed.plain.push(word)
      continue
    }
    const [name, attached] = word.slice(2).split(/=(.*)/)
    const shape = known.get(name!)
    if (shape === undefined) throw new StartRefused(`${command.name} has no option --${name}; see tillit ${command.name} --help.`)
    if (shape === '') {
      parsed.flags.add(name!)
      continue
    }
    const value = attached ?? words[++index]
    if (value === undefined) throw new StartRefused(`--${name} takes ${shape.replace('*', '')}.`)
    if (shape.endsWith('*')) (parsed.lists[name!] ??= []).push(value)
    else parsed.options[name!] = value
  }
  return parsed
}
