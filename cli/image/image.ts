import { Command } from 'commander';
import { inspectCommand } from './inspect-command';
import { lockCommand } from './lock-command';
import { makeCommand } from './make-command';
import { Io } from '../command/io';

/** `berth image`: makes minimal images, and shows what is in images. */
export function imageCommand(io: Io, exit: (code: number) => void): Command {
  return new Command('image').description('make minimal images, and show what is in images')
    .addCommand(lockCommand(io, exit))
    .addCommand(makeCommand(io, exit))
    .addCommand(inspectCommand(io, exit));
}
