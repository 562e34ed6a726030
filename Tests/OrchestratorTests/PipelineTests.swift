import Contracts
import Orchestrator
import Testing
import Values

/// Pipelines as data.
@Suite struct PipelineTests {
    @Test("a pipeline is stored and read as it was", arguments: JobType.allCases)
    func stored(type: JobType) throws {
        let definition = JobDefinition(name: "Test", type: type, status: .active)
        guard let pipeline = Pipeline.standard(for: definition) else { return }
        #expect(try Pipeline(json: JSONDocument(pipeline.jsonBytes()).root) == pipeline)
    }

    @Test("the sizes of batches are the settings' where they name one")
    func batchSizes() throws {
        let tasks: JSON = ["auto_cluster": ["batchSize": 7], "generate_ideas": ["model": "m"]]
        let definition = JobDefinition(name: "Test", type: .content, status: .active, tasks: tasks)
        #expect(try #require(Pipeline.standard(for: definition)).stages.map(\.batch) == [7, 1, 20, 1, 1, 1, 1])
        #expect(Pipeline.contentForTests.stages.map(\.batch) == [20, 1, 20, 1, 1, 1, 1])
    }

    @Test("settings that the content pipeline cannot follow are named")
    func settings() {
        func problems(_ tasks: JSON) -> [String] {
            let definition = JobDefinition(name: "T", type: .content, status: .active, tasks: tasks, siteId: ID())
            return definition.problems(at: "").map(\.pointer)
        }
        #expect(problems([:]) == [])
        #expect(problems(["auto_cluster": ["batchSize": 20, "model": ""], "generate_ideas": ["ideas": 3]]) == [])
        #expect(problems(["auto_cluster": ["batchSize": 21]]) == ["/tasks/auto_cluster/batchSize"])
        #expect(problems(["auto_cluster": ["batchSize": 0]]) == ["/tasks/auto_cluster/batchSize"])
        #expect(problems(["auto_cluster": ["batchSize": "5"]]) == ["/tasks/auto_cluster/batchSize"])
        #expect(problems(["generate_ideas": ["batchSize": 6]]) == ["/tasks/generate_ideas/batchSize"])
        #expect(problems(["bulk_queue_to_writer": ["batchSize": 101]]) == ["/tasks/bulk_queue_to_writer/batchSize"])
        #expect(problems(["generate_images": ["batchSize": 2]]) == ["/tasks/generate_images/batchSize"])
        #expect(problems(["generate_content": ["words": 200]]) == ["/tasks/generate_content/words"])
        #expect(problems(["generate_content": []]) == ["/tasks/generate_content"])
        #expect(problems(["publish": [:]]) == ["/tasks/publish"])
        #expect(problems([]) == ["/tasks"])
        let homeless = JobDefinition(name: "T", type: .content, status: .active)
        #expect(homeless.problems(at: "").map(\.pointer) == ["/siteId"])
    }
}

/// What a run is expected to cost.
@Suite struct EstimateTests {
    private func estimate(_ waiting: [Int], from stage: Int = 1, tasks: JSON = [:]) -> Estimate {
        Pipeline.contentForTests.estimate(waiting: waiting, from: stage, tasks: tasks)
    }

    @Test("47 keywords on an empty site cost 866 credits: 10 + 16 + 0 + 280 + 112 + 448")
    func keywords() {
        let estimate = self.estimate([47, 0, 0, 0, 0, 0, 0])
        #expect(estimate.parts.map(\.credits) == [10_000, 16_000, 0, 280_000, 112_000, 448_000, 0])
        #expect(estimate.parts.map(\.items) == [47, 8, 56, 56, 56, 224, 0])
        #expect(estimate.total == 866_000)
        #expect(estimate.required == 1_039_200)
    }

    @Test("what waits at each stage is counted, with what will come of it")
    func waiting() {
        // 1 keyword → 1 cluster and 1 that waits; 14 ideas and 3; 17 tasks and 2; 19 contents and 4; 92 images and 5.
        let estimate = self.estimate([1, 1, 3, 2, 4, 5, 100])
        #expect(estimate.parts.map(\.items) == [1, 2, 17, 19, 23, 97, 100])
        #expect(estimate.parts.map(\.credits) == [1000, 4000, 0, 95_000, 46_000, 194_000, 0])
        #expect(self.estimate([0, 0, 0, 0, 0, 0, 9]).total == 0)
        #expect(self.estimate([]).total == 0)
    }

    @Test("charges round up in each batch: 21 keywords in batches of 20 cost 5, in batches of 3 cost 7")
    func batches() {
        #expect(self.estimate([21, 0, 0, 0, 0, 0, 0]).parts[0].credits == 5000)
        let tasks: JSON = ["auto_cluster": ["batchSize": 3]]
        let definition = JobDefinition(name: "Test", type: .content, status: .active, tasks: tasks)
        let small = Pipeline.standard(for: definition)?.estimate(waiting: [21])
        #expect(small?.parts[0].credits == 7000)
    }

    @Test("a retry is estimated from its stage on")
    func later() {
        let estimate = self.estimate([47, 3, 2, 10, 0, 0, 0], from: 4)
        #expect(estimate.parts.map(\.stage) == [4, 5, 6, 7])
        #expect(estimate.parts.map(\.credits) == [50_000, 20_000, 80_000, 0])
    }

    @Test("longer articles cost more, and shorter ones are not counted on")
    func words() {
        #expect(self.estimate([0, 0, 0, 1], tasks: ["generate_content": ["words": 5000]]).parts[3].credits == 10_000)
        #expect(self.estimate([0, 0, 0, 1], tasks: ["generate_content": ["words": 600]]).parts[3].credits == 5000)
    }

    @Test(
        "the refusal says what is needed and what there is",
        arguments: [
            (866_000, 500_000, "Need ~866 credits, you have 500"),
            (866_000, 0, "Need ~866 credits, you have 0"),
            (866_000, 865_999, "Need ~866 credits, you have 865.999"),
            (866_000, 900_000, "Need ~866 credits (1,039.2 with reserve), you have 900"),
            (866_000, 866_000, "Need ~866 credits (1,039.2 with reserve), you have 866"),
            (866_000, 1_039_199, "Need ~866 credits (1,039.2 with reserve), you have 1,039.199"),
            (866_000, 1_039_200, nil),
            (12_345_678_500, 1000, "Need ~12,345,678.5 credits, you have 1"),
            (1, 1, "Need ~0.001 credits (0.002 with reserve), you have 0.001"),
            (0, 0, nil),
        ] as [(Int, Int, String?)]
    )
    func refusal(total: Int, available: Int, expected: String?) {
        #expect(Estimate.refusal(total: total, available: available) == expected)
    }
}
