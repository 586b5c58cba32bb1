/** Characters that act on a terminal or change the order of others, and so can hide a part of a text. */
const ACTING = /[\p{Cc}\p{Bidi_Control}\p{Zl}\p{Zp}]/u;

/** Characters that show nothing, some of which count as letters. */
const INVISIBLE = /\p{Default_Ignorable_Code_Point}/gu;

/** Returns what is wrong with the reason of an exemption, as the end of a sentence, or undefined if a reader of the plan sees it. */
export function reasonProblem(reason: string): string | undefined {
  if (!/[\p{L}\p{N}]/u.test(reason.replace(INVISIBLE, ''))) return 'has no reason that can be read';
  return ACTING.test(reason) ? 'has a reason with a line break, or with a control character that can hide text' : undefined;
}
