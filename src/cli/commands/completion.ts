import { Argument } from 'commander';
import { bash } from '../completion/bash';
import { fish } from '../completion/fish';
import { programSpec, type ProgramSpec } from '../completion/spec';
import { zsh } from '../completion/zsh';
import type { Definition } from '../definition';

type Shell = 'bash' | 'zsh' | 'fish';
const SCRIPTS: Readonly<Record<Shell, (spec: ProgramSpec) => string>> = { bash, zsh, fish };

/** Prints a script that knows every command, option and choice of this version; the command itself is not called to complete. */
export const completion: Definition = {
  takes: (command) => {
    command.addArgument(new Argument('<shell>', 'the shell that reads it').choices(Object.keys(SCRIPTS)));
  },
  examples: [
    ['completion bash', 'in ~/.bashrc: eval "$(cdk8s-op-stack completion bash)"'],
    ['completion zsh', 'in ~/.zshrc after compinit: source <(cdk8s-op-stack completion zsh)'],
    ['completion fish', 'into ~/.config/fish/completions/cdk8s-op-stack.fish'],
  ],
  action: (io, whole) => async (shell: Shell) => io.out(SCRIPTS[shell](programSpec(await whole()))),
};
