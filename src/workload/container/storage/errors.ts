import { BerthError } from '../../../private/berth-error';

export const invalidMode = (what: string, given: string) => new BerthError('INVALID_FILE_MODE',
  `${what} must be an octal file mode such as "0644"; given: "${given}".`);

export const invalidOwner = (what: string, given: string) => new BerthError('INVALID_OWNER',
  `${what} must be a numeric user id, or user and group ids as in "101:101"; given: "${given}".`);

export const fileOnReadOnlyRoot = (path: string) => new BerthError('FILE_ON_READ_ONLY_ROOT',
  `The engine can't copy the file "${path}" into a container whose root file system is read-only. `
  + 'Mount a volume at its folder, or leave `readOnlyRootFilesystem` out.');

export const duplicateTarget = (what: string, target: string) => new BerthError('DUPLICATE_TARGET',
  `${what} "${target}" is used more than once. Keep one.`);

export const contentNotChosen = (path: string) => new BerthError('CONTENT_NOT_CHOSEN',
  `The file "${path}" needs either \`content\` or \`contentBase64\`. Set exactly one of them.`);
