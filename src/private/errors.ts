import { BerthError } from './berth-error';
import { ALLOWED_LABELS } from '../shared/own-labels';

export const sizeOutOfRange = (what: string, given: string, allowed: string) => new BerthError('SIZE_OUT_OF_RANGE',
  `${what} must be ${allowed}; given: ${given}.`);

export const numberOutOfRange = (what: string, given: number, allowed: string) => new BerthError('NUMBER_OUT_OF_RANGE',
  `${what} must be ${allowed}; given: ${given}.`);

export const durationOutOfRange = (what: string, given: string, allowed: string) => new BerthError('DURATION_OUT_OF_RANGE',
  `${what} must be ${allowed}; given: ${given}.`);

export const invalidName = (what: string, given: string, allowed: string) => new BerthError('INVALID_NAME',
  `"${given}" can't be the ${what}: ${allowed}.`);

export const ownLabel = (given: string) => new BerthError('OWN_LABEL',
  `"${given}" can't be the name of a label: the provider knows what it made by such labels. Use ${ALLOWED_LABELS}.`);

export const invalidIpAddress = (what: string, given: string, allowed: string) => new BerthError('INVALID_IP_ADDRESS',
  `"${given}" can't be ${what}: write ${allowed}.`);

export const pathNotAbsolute = (what: string, given: string) => new BerthError('PATH_NOT_ABSOLUTE',
  `${what} must be an absolute path; given: "${given}". Begin it with "/".`);

export const pathMissing = (what: string, given: string, resolved: string) => new BerthError('PATH_MISSING',
  `${what} "${given}" does not exist (looked for ${resolved}). A relative path starts at the working directory of the app.`);

export const emptyValue = (what: string, next: string) => new BerthError('EMPTY_VALUE', `${what} must not be empty: ${next}.`);

export const portOutOfRange = (what: string, given: number) => new BerthError('PORT_OUT_OF_RANGE',
  `${what} must be a whole number from 1 to 65535; given: ${given}.`);

export const secretNoVariable = (what: string) => new BerthError('SECRET_NO_VARIABLE',
  `${what} must be a TerraformVariable, so that the value is in no file. What is given is not shown, since it may be a secret. Create a `
  + 'variable: new TerraformVariable(stack, "token", { type: "string", sensitive: true }).');

/** @param what what has the wrong type, such as "prop `memory`" */
export const wrongType = (what: string, expected: string, given: string) => new BerthError('WRONG_TYPE',
  `The ${what} takes ${expected}; given: ${given}.`);

export const missingProp = (name: string, expected: string) => new BerthError('PROP_MISSING',
  `The prop \`${name}\` is missing. It takes ${expected}.`);

export const missingParameter = (name: string, expected: string) => new BerthError('PARAMETER_MISSING',
  `The parameter \`${name}\` is missing. It takes ${expected}.`);
