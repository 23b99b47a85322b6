import { type DynamicModule, Global, Module } from '@nestjs/common';
import { Answers } from './answers.js';

import { Engine } from './engine.js';

/** Gives a Nest app the engine and the answers. */
@Global()
@Module({})
export class EngineModule {
  static on(engine: Engine, answers: Answers): DynamicModule {
    return {
      module: EngineModule,
      providers: [
        { provide: Engine, useValue: engine },
        { provide: Answers, useValue: answers },
      ],
      exports: [Engine, Answers],
    };
  }
}
