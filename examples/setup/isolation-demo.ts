import { runCommand } from './command';
import { Engine, provideEngine } from './engine';
import { Example } from './example';
import { ISOLATION_IMAGES, provideImages } from './images';
import { say } from './say';
import { demoState } from './state';
import { findTerraform } from './terraform';
import { IsolationTrial } from '../isolation/run';
import { drawTable, listDetails } from '../isolation/table';
import { broken } from '../isolation/trial';

const HELP = `npm run demo:isolation              run a workload and an attacker at each combination of privilege and kernel, and see what stops whom
npm run demo:isolation -- destroy   remove them again

Options and variables are those of \`npm run demo\`, and so is \`npm run demo -- remove-engine\`.`;

async function attack(own: boolean): Promise<void> {
  say.heading('What is needed');
  say.step(`Terraform ${await findTerraform()} is installed.`);
  const engine = await provideEngine(demoState(), { own });
  await provideImages(engine, demoState(), ISOLATION_IMAGES);
  const trial = await IsolationTrial.on(engine);
  if (trial.leftOut !== undefined) say.step(trial.leftOut);

  say.heading('A workload and an attacker at each combination');
  say.step('Synthesizing examples/isolation/main.ts, and applying it …');
  await trial.apply();

  say.heading('What each attacker tried from inside, and what stopped it');
  const outcomes = await trial.run();
  say.line(drawTable(outcomes));
  say.heading('In the attackers\' own words');
  say.line(listDetails(outcomes));
  say.line();
  const holes = broken(outcomes);
  if (holes.length > 0) throw new Error(`${holes.length} attempts succeeded that should have been stopped: this is worth a report.`);
  say.line('Every attempt that a policy forbids was stopped. examples/isolation/README.md tells what each stands for.');
  say.line('To remove the containers:  npm run demo:isolation -- destroy');
}

async function destroy(own: boolean): Promise<void> {
  await findTerraform();
  const engine: Engine = await provideEngine(demoState(), { own });
  const example = new Example('isolation', engine.environment);
  if (!example.hasState) return say.step('There is nothing to remove.');
  say.step('terraform destroy: removing workloads and attackers …');
  await example.destroy();
}

void runCommand(HELP, { run: attack, destroy });
