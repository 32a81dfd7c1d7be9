/** Data that stands in for what a program loads. */
export const data = {
  data: '数据',
  "{0}'s pictures are a download": '{0} 的图片需要下载',
  "MNIST's pictures are a download": 'MNIST 的图片需要下载',
  "Boston's house prices are a download": '波士顿房价数据需要下载',
  'drawn digits': '绘制的数字',
  'a pattern for each class': '每个类别一种图案',
  'drawn rows of the same form': '形式相同的随机行',
  'drawn numbers that fit': '形状相符的随机数',
  'this ends the program': '这里会结束程序',
  'what it looks for is taken to be there': '假定它要找的东西存在',
  'a file that is not in the workspace': '不在工作区中的文件',
  'a table with a cell that is no number': '含有非数字单元格的表格',
} as const;
