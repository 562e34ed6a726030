import Offline
import Values

// The functions of the content pipeline. Each answer has the form that the function asks models for, and goes the same
// way from there.

extension OfflineProvider {
    static func compose(_ task: ClusterTask) throws(ProviderError) -> ModelAnswer {
        // Clusters are told apart by their names; of two with one name the first is joined.
        var names: Set<String> = []
        let known = task.known.filter { names.insert($0.name).inserted }
        let keywords = task.keywords.enumerated().map { Keyword(id: "\($0.offset + 1)", text: $0.element) }
        let request = ClusterRequest(
            keywords: keywords,
            existing: known.map { ExistingCluster(name: $0.name, keywords: $0.keywords, size: $0.size) }
        )
        let sorted = try self.refusing { () throws(FieldError) in try KeywordClusterer.cluster(request) }
        let clusters = sorted.clusters.map { cluster -> JSON in
            let place = cluster.isExisting ? task.known.firstIndex { $0.name == cluster.name } : nil
            return [
                "existing": place.map { .integer(Int64($0 + 1)) } ?? .null, "name": .string(cluster.name),
                "description": .string(cluster.description),
                "keywords": .array(cluster.keywordIDs.map { .integer(Int64($0) ?? 0) }),
            ]
        }
        return self.answer(["clusters": .array(clusters)], to: task)
    }

    static func compose(_ task: IdeasTask) throws(ProviderError) -> ModelAnswer {
        var taken = task.taken
        var ideas: [JSON] = []
        for (index, cluster) in task.clusters.enumerated() {
            let request = IdeaRequest(
                name: cluster.name,
                description: cluster.description,
                keywords: cluster.keywords,
                count: task.ideas,
                targetWords: task.words,
                takenTitles: taken
            )
            let found = try self.refusing { () throws(FieldError) in try self.ideas(request) }
            for idea in found {
                taken.append(idea.title)
                ideas.append([
                    "cluster": .integer(Int64(index + 1)), "idea_title": .string(idea.title),
                    "description": .string(idea.description), "content_type": .string(idea.contentType),
                    "content_structure": .string(idea.contentStructure),
                    "target_keywords": .array(idea.keywords.map { .string($0) }),
                    "estimated_word_count": .integer(Int64(idea.estimatedWords)),
                ])
            }
        }
        return self.answer(["ideas": .array(ideas)], to: task)
    }

    /// Where all titles that there are for a cluster are taken, they come again with a number.
    private static func ideas(_ request: IdeaRequest) throws(FieldError) -> [Idea] {
        let found = try IdeaComposer.compose(request).ideas
        if !found.isEmpty { return found }
        var anew = request
        anew.takenTitles = []
        let taken = Set(request.takenTitles.map(IdeaSet.key))
        return try IdeaComposer.compose(anew).ideas.map { idea in
            var idea = idea
            let titles = (2...1000).lazy.map { ShortText.cut(idea.title, limit: IdeaSet.Limit.title - 8) + " (\($0))" }
            idea.title = titles.first { !taken.contains(IdeaSet.key($0)) } ?? idea.title
            return idea
        }
    }

    static func compose(
        _ task: ContentTask,
        _ progress: ((String) -> Void)?
    ) throws(ProviderError) -> ModelAnswer {
        var wanted = ArticleTask(
            title: task.title,
            brief: task.description,
            keywords: task.keywords,
            targetWords: task.words,
            structure: task.structure,
            note: task.note.isEmpty ? nil : task.note.joined(separator: "\n")
        )
        var article = try self.write(wanted, progress)
        // Some become shorter than was asked for, also because a reviewer has asked for it: shorter than an article may
        // be they must not become.
        var round = 0
        while article.wordCount < task.leastWords, round < 4 {
            wanted.targetWords = min(wanted.targetWords * 13 / 10, IdeaSet.Limit.words.upperBound)
            article = try self.write(wanted, nil)
            round += 1
        }
        return self.answer(try self.text(article), to: task)
    }

    private static func write(
        _ task: ArticleTask,
        _ progress: ((String) -> Void)?
    ) throws(ProviderError) -> Article {
        var writing = try self.refusing { () throws(FieldError) in try ArticleComposition(task) }
        // Each text that is shown is the whole article so far.
        let throttle = Throttle()
        while writing.next() != nil {
            if let progress, throttle.passes() { progress(try self.text(writing.article)) }
        }
        return writing.article
    }

    private static func text(_ article: Article) throws(ProviderError) -> String {
        guard let bytes = try? article.jsonBytes() else {
            throw ProviderError(code: "invalid_output", isTransient: false, message: "The article cannot be written")
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    static func compose(_ task: ImagePromptsTask) throws(ProviderError) -> ModelAnswer {
        let outline = ArticleOutline(title: task.title, introduction: task.introduction, headings: task.headings)
        let prompts = try self.refusing { () throws(FieldError) in
            try ImagePromptComposer.compose(outline, inArticle: max(task.headings.count, 1))
        }
        func json(_ image: ImagePrompt) -> JSON {
            ["prompt": .string(image.prompt), "caption": .string(image.caption), "alt_text": .string(image.altText)]
        }
        let inArticle = prompts.images.filter { $0.type == .inArticle }.enumerated().map { index, image in
            var json = json(image)
            json["heading"] = .integer(Int64(index + 1))
            return json
        }
        let featured = prompts.images.first { $0.type == .featured }.map(json) ?? .null
        return self.answer(["featured": featured, "in_article": .array(inArticle)], to: task)
    }

    /// An image of the prompt's words: no network, and the same bytes for the same prompt.
    func draw(_ request: ImageRequest) async throws -> ImageAnswer {
        guard let task = request.facts as? ImageTask else {
            throw ProviderError(
                code: "unsupported",
                isTransient: false,
                message: "The offline provider does not know \(request.function)"
            )
        }
        let card = TitleCard(task.image)
        return ImageAnswer(
            bytes: card.bytes,
            mediaType: TitleCard.mediaType,
            width: card.width,
            height: card.height,
            spent: Spent()
        )
    }

    static func compose(_ task: ReportTask) -> ModelAnswer {
        self.answer(ReportComposer.compose(task.material).json, to: task)
    }

    // MARK: - Answers

    private static func answer(_ json: JSON, to task: some AIFunction) -> ModelAnswer {
        self.answer(String(decoding: json.bytes, as: UTF8.self), to: task)
    }

    private static func answer(_ text: String, to task: some AIFunction) -> ModelAnswer {
        ModelAnswer(
            text: text,
            inputTokens: TextMeasure.estimatedTokens(in: task.instructions.user),
            outputTokens: TextMeasure.estimatedTokens(in: text),
            costMicros: 0
        )
    }

    private static func refusing<Result>(
        _ body: () throws(FieldError) -> Result
    ) throws(ProviderError) -> Result {
        do throws(FieldError) {
            return try body()
        } catch {
            throw ProviderError(code: "invalid_request", isTransient: false, message: "\(error)")
        }
    }
}
