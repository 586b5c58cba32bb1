import { Installer } from './package-functions';
import { functionsFor, PREAMBLE, REPORT } from './prelude';
import { hereDocument, quote } from './quote';
import { Section, Step } from './step';

/** What a script is made of. */
export interface ScriptParts {
  readonly installer: Installer;
  /** Lines for readers, at the top. */
  readonly comments: readonly string[];
  readonly sections: readonly Section[];
}

/** Returns a script in POSIX sh. It has the functions that its steps call, and those that these call. */
export function shellScript({ installer, comments, sections }: ScriptParts): string {
  const used = sections.filter(({ steps }) => steps.length > 0);
  const body = used.map(({ title, steps }) => [`# ${title}`, ...steps.map(callOf)].join('\n'));
  const functions = functionsFor(installer);
  const called = reachable(functions, body.join('\n'));
  return `${[
    ['#!/bin/sh', ...comments.map((line) => `# ${line}`.trimEnd())].join('\n'),
    PREAMBLE,
    ...functions.filter(([name]) => called.has(name)).map(([, source]) => source),
    ...body,
    REPORT,
  ].join('\n\n')}\n`;
}

function callOf({ call, args, input }: Step): string {
  const words = [call, ...args.map(quote)].join(' ');
  return input === undefined ? words : `${words} ${hereDocument(input)}`;
}

/** Returns the names of the functions that a text calls, with those that these call. */
function reachable(functions: ReadonlyArray<readonly [string, string]>, text: string): ReadonlySet<string> {
  const found = new Set<string>();
  const visit = (caller: string) => functions.filter(([name]) => !found.has(name) && new RegExp(`\\b${name}\\b`).test(caller))
    .forEach(([name, source]) => {
      found.add(name);
      visit(source);
    });
  visit(text);
  return found;
}
