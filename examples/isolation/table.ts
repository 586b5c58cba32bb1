import { ATTEMPTS, wallAt, type Attempt, type Wall } from './attempts';
import { COMBINATIONS, nameOf, type Combination } from './combinations';
import type { Outcome } from './trial';

/** Policy × attempt: what stops each, and whether it did. */
export function drawTable(outcomes: readonly Outcome[]): string {
  const combinations = COMBINATIONS.filter((each) => outcomes.some(({ combination }) => nameOf(combination) === nameOf(each)));
  const rows = [
    ['', ...combinations.map(({ kernel }) => kernel)],
    ['', ...combinations.map(({ privilege }) => privilege)],
    ...ATTEMPTS.map((attempt) => [attempt.title, ...combinations.map((combination) => cell(attempt, combination, outcomes))]),
  ];
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  return rows.map((row) => row.map((text, column) => text.padEnd(widths[column]!)).join('  ').trimEnd()).join('\n');
}

/** What is seen of each, in the attacker's own words, for who wants to know. */
export function listDetails(outcomes: readonly Outcome[]): string {
  return ATTEMPTS.map((attempt) => [
    `${attempt.title}${attempt.note === undefined ? '' : ` (${attempt.note})`}`,
    ...outcomes.filter((outcome) => outcome.attempt === attempt).map(({ combination, result, detail }) => `  ${nameOf(combination)}: ${result}: ${detail}`),
  ].join('\n')).join('\n');
}

function cell(attempt: Attempt, combination: Combination, outcomes: readonly Outcome[]): string {
  const outcome = outcomes.find((each) => each.attempt === attempt && nameOf(each.combination) === nameOf(combination));
  const wall = wallAt(attempt, combination);
  if (outcome?.result === 'not tried') return '(not tried)';
  if (outcome?.result === 'succeeded') return wall === undefined ? 'succeeds' : `✗ SUCCEEDS, in spite of ${nameOfWall(wall)}`;
  return wall === undefined ? 'fails' : `✓ ${nameOfWall(wall)}`;
}

function nameOfWall({ by }: Wall): string {
  return typeof by === 'string' ? by : by.name;
}
